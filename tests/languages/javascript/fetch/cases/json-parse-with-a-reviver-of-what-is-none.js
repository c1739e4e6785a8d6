const order = JSON.parse("{quantity: 2}", (key, value) => value);

fetch("https://api.example.com/orders/", { method: "POST" });
