const response = await fetch("https://api.example.com/orders");
fetch("https://api.example.com/orders/1");
throw new Error("no orders");
