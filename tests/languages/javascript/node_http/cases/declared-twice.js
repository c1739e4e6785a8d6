const https = require('https');
https.get('https://api.example.com/orders/1/');
const https = require('https');
