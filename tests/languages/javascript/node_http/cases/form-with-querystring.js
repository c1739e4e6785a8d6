const https = require('https');
const querystring = require('querystring');
const request = https.request({
  host: 'api.example.com', path: '/token/', method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
});
request.end(querystring.stringify({ grant_type: 'password', scope: ['read', 'write all'], user: 'zoë' }));
