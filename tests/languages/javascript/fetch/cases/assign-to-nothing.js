const headers = Object.assign(null, { "X-Api-Version": "2" });

fetch("https://api.example.com/orders/", { headers });
