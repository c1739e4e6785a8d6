async function first() {
  const found = await (await ()).json();
  return found;
}

await fetch("https://api.example.com/orders/");
await first();
