async function getOrder(client, id) {
  return client.get(`https://api.example.com/orders/${id}/`);
}

async function getOrders() {
  return fetch("https://api.example.com/orders/");
}
