const https = require('https');
const { URL } = require('url');

https.get(URL('https://api.example.com/orders/'));
