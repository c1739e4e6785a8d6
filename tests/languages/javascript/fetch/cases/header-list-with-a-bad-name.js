const headers = new Headers();
headers.set("Order Id", "7");
fetch("https://api.example.com/orders", { headers });
