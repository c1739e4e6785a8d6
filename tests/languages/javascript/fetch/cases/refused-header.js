fetch('https://api.example.com/orders/', { headers: { Connection: 'upgrade' } });
