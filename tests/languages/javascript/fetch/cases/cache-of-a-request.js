const request = new Request('https://api.example.com/orders/', { cache: 'no-store' });
fetch(request);
