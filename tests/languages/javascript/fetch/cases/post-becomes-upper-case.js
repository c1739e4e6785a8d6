fetch('https://api.example.com/orders/', { method: 'post' });
