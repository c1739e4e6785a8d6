const fetch = require('node-fetch');
fetch('https://api.example.com/orders', { headers: { cookie: 'a=1', Cookie: 'b=2' } });
