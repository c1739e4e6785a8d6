const parts = ["v1", "orders", "v1"];
parts.copyWithin(2, 1);
fetch(`https://api.example.com/${parts.join("/")}`);
