const BASE = "https://api.example.com";

async function call(path, options = {}) {
  const answer = await fetch(BASE + path, options);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

async function getOrder(id, fields = "all") {
  return call(`/orders/${id}/?fields=${fields}`);
}

const createOrder = order =>
  call("/orders/", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(order) });

module.exports = { getOrder, create: createOrder };
