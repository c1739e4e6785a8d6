fetch("https://api.example.com/orders");
throw new Error("no orders");
