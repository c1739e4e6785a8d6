const https = require('https');
https.get({
  hostname: process.env.API_HOST || 'api.example.com',
  path: '/orders/',
  headers: { Authorization: `Token ${process.env.API_TOKEN}` },
});
