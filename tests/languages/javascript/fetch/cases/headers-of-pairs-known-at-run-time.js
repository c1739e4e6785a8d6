const headers = new Headers([JSON.parse(process.env.PAIR)]);

fetch("https://api.example.com/orders/", { headers });
