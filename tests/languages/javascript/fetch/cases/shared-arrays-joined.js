let x = [1];
for (let i = 0; i < 60; i++) x = [x, x];
fetch("https://api.example.com/orders/", { method: "POST", body: x.join("") })
