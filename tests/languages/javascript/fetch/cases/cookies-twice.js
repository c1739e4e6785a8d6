fetch('https://api.example.com/orders', { headers: { cookie: 'a=1', Cookie: 'b=2', 'x-tag': 'c', 'X-Tag': 'd' } });
