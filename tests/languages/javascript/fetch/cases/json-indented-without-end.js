fetch("https://api.example.com/orders/", { method: "POST", body: JSON.stringify({ a: 1 }, null, Infinity) })
