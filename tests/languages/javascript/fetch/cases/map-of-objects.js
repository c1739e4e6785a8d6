const found = new Map([{ 0: "limit", 1: "10" }]);

fetch("https://api.example.com/orders/?limit=" + found.get("limit"));
