const parts = Array.from(/orders/);

fetch("https://api.example.com/orders/" + parts.length);
