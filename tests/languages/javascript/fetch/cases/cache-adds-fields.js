fetch('https://api.example.com/orders/', { cache: 'no-store' });
