const https = require('https');

const bytes = new Uint8Array([72, 101, 108, 108, 111]);
const request = https.request('https://api.example.com/notes/', { method: 'POST' });
request.write(bytes);
request.end();
