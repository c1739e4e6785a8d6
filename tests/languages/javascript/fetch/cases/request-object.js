const request = new Request('https://api.example.com/orders/', { method: 'PUT', body: 'x', headers: { 'X-Key': 'k' } });
fetch(request);
