const fetch = require('node-fetch');

fetch('https://api.example.com/orders/7/', { method: 'patch', headers: { 'X-Key': 'k' }, body: new URLSearchParams({ status: 'sent' }) });
