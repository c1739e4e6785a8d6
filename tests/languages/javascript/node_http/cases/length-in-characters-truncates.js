const https = require('https');
const data = 'naïve';
const request = https.request({ host: 'api.example.com', path: '/notes/', method: 'POST', headers: { 'Content-Length': data.length } });
request.end(data);
