const https = require('https');
const request = https.request({ host: 'api.example.com', path: '/notes/', method: 'POST', headers: { 'Content-Length': 99 } });
request.end('short');
