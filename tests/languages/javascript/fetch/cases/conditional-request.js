fetch('https://api.example.com/orders/', { headers: { 'If-None-Match': '"17"', 'Pragma': 'no-transform' } });
