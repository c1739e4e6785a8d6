const https = require('https');
await https.get('https://api.example.com/orders/');
