await fetch("https://api.example.com/orders", { method: "POST", body: JSON.stringify(Object.assign({}, "ab")) });
