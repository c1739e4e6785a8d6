const https = require('https');

const request = https.request('https://api.example.com/orders', { method: 'POST' });
request.write(Buffer.alloc(5, 'ab'));
request.write(Buffer.from([67, 68]));
request.end(Buffer.alloc(2).toString('hex'));
