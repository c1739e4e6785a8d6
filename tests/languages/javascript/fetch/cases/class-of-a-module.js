const EventEmitter = require("events");

class Client extends EventEmitter {
  order(id) {
    this.emit("order", id);
    return fetch(`https://api.example.com/orders/${id}`);
  }
}

new Client().order(7);
