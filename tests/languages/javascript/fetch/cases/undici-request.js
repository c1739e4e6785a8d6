const { request } = require('undici');
request('https://api.example.com/orders');
