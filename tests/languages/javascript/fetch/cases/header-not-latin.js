fetch('https://api.example.com/orders/', { headers: { 'X-Note': 'fünf €' } });
