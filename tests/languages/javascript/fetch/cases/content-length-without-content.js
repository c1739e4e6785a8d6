fetch('https://api.example.com/orders/', { method: 'POST', headers: { 'Content-Length': '5' } });
