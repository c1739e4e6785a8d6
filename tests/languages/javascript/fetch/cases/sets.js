const ids = new Set([3, 1, 3]);
ids.add(7).add(1);
await fetch(`https://api.example.com/orders/?ids=${[...ids].join(",")}&has=${ids.has(7)}&n=${ids.size}`);
await fetch("https://api.example.com/orders/", { method: "POST", body: JSON.stringify({ ids: Array.from(ids), set: ids }) });
