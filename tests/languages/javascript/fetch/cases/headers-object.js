const headers = new Headers({ 'X-Tag': 'new' });
headers.append('x-tag', 'rush');
headers.set('Accept', 'application/json');
fetch('https://api.example.com/orders/', { headers });
