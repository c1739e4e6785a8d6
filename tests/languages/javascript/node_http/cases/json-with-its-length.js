const https = require('https');
const data = JSON.stringify({ customer: 'Zoë', lines: [{ sku: 'MUG', quantity: 2, gift: undefined }], discount: NaN, total: 10.0 });
const request = https.request({
  host: 'api.example.com',
  path: '/orders/',
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(data) },
});
request.write(data);
request.end();
