class Orders {
  constructor(token) {
    this.token = token;
  }

  cancel(id) {
    return fetch(`https://api.example.com/orders/cancel/${id}/`, { headers: { 'X-Token': this.token } });
  }
}

const orders = new Orders('521a');
