fetch('https://api.example.com/orders/', { cache: 'force-cache', headers: { 'If-None-Match': '"17"' } });
