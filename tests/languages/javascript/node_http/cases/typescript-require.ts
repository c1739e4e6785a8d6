import https = require('https');
https.get('https://api.example.com/orders');
