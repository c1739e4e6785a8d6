const orders = () => fetch("https://api.example.com/orders/");

async function first() {
  const found = await (await orders()).json();
  return found;
}

const order = await (first());
const token = (await (await fetch("https://api.example.com/token/", { method: "POST" })).text()).length;
await (async () => {
  await fetch("https://api.example.com/orders/", { method: "DELETE", headers: { "X-Order": String(await ("1", "2")) } });
})();
