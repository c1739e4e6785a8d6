const url = "https://api.example.com/orders";
if (!url.contains("orders")) throw new Error("not the orders");
fetch(url);
