let x = [1];
for (let i = 0; i < 60; i++) x = x.concat(x);
fetch("https://api.example.com/orders/", { method: "POST", body: JSON.stringify(x) })
