const { Base } = require("@example/client");

class Client extends Base {
  orders() {
    return this.get("https://api.example.com/orders");
  }
}

new Client().orders();
