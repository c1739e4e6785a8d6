const https = require('https');

const options = {
  hostname: 'api.example.com',
  port: 443,
  path: '/orders/7/?expand=lines',
  method: 'GET',
  headers: {
    'Authorization': 'Token 5up3r',
    'Accept': 'application/json'
  }
};

const request = https.request(options, (response) => {
  response.on('data', (chunk) => process.stdout.write(chunk));
});
request.on('error', (error) => console.error(error));
request.end();
