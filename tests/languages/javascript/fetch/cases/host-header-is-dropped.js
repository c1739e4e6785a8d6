fetch('https://api.example.com/orders/', { headers: { Host: 'shop.example.com' } });
