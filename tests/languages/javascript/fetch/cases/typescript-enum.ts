enum Path { Orders = 'orders' }
fetch(`https://api.example.com/${Path.Orders}`);
