class Client {
  static base = "https://api.example.com";

  static get(path) {
    return fetch(`${this.base}/${path}`);
  }
}

class Orders extends Client {
  static base = "https://api.example.com/v2";
}

Orders.get("orders");
