const send = globalThis.fetch;

async function main() {
  await send("https://api.example.com/orders");
  await global.fetch("https://api.example.com/items");
  globalThis.base = "https://api.example.com/v2";
  await fetch(`${base}/orders`);
}

main();
