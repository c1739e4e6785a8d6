const x = { a: 1 };
x.self = x;
fetch("https://api.example.com/orders/", { method: "POST", body: JSON.stringify(x) })
