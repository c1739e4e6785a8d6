const pairs = new Map([["state", "open"], ["page", 2]]);
pairs.set("page", 3).set("size", 10);
await fetch("https://api.example.com/orders/?" + new URLSearchParams(pairs));
await fetch("https://api.example.com/orders/", {
  method: "POST",
  headers: new Map([["Content-Type", "application/json"]]),
  body: JSON.stringify({ ...Object.fromEntries(pairs), none: pairs.get("absent") ?? null, size: pairs.size }),
});
for (const [name, value] of pairs) await fetch(`https://api.example.com/${name}/${value}/`);
pairs.delete("size");
for (const name of pairs.keys()) await fetch(`https://api.example.com/left/${name}/`);
