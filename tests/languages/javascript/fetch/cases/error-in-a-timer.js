fetch("https://api.example.com/orders");
setTimeout(() => {
  fetch("https://api.example.com/orders/1");
  throw new Error("no orders");
}, 500);
