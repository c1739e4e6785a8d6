const https = require('https');

const request = https.request('https://api.example.com/notes/', { method: 'POST' });
request.write(new ArrayBuffer(5));
request.end();
