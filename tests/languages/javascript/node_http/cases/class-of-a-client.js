class Orders {
  constructor(base, token) {
    this.base = base;
    this.headers = { Authorization: `Bearer ${token}` };
  }

  list(status = 'open') {
    return require('https').get(`${this.base}/orders/?status=${status}`, { headers: this.headers });
  }
}

new Orders('https://api.example.com', 't0ken').list();
