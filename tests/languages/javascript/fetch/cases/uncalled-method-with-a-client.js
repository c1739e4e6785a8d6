class Orders {
  constructor(http) {
    this.http = http;
  }

  cancel(id) {
    return this.http.post(`https://api.example.com/orders/cancel/${id}/`);
  }
}
