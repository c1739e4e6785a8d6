const query = new URLSearchParams([new Set(["limit", "10"])]);

fetch("https://api.example.com/orders/?" + query);
