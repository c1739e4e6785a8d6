fetch('https://api.example.com/orders/', { method: 'POST', body: URLSearchParams('state=open') });
