fetch('https://api.example.com/orders/7/', { method: 'patch', body: 'x' });
