const body = {};
Object.defineProperty(body, "id", { value: 1, enumerable: true });
fetch("https://api.example.com/orders", { method: "POST", body: JSON.stringify(body) });
