const https = require('https');

const request = https.request('https://api.example.com/orders', { method: 'POST' });
request.end(Buffer.from([0xff, 0xd8]));
