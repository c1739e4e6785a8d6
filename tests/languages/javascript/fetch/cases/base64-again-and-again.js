let x = "a".repeat(1000);
for (let i = 0; i < 60; i++) x = btoa(x);
fetch("https://api.example.com/orders/", { method: "POST", body: x })
