fetch("https://api.example.com/orders", { method: "POST", body: JSON.encode({ id: 1 }) });
