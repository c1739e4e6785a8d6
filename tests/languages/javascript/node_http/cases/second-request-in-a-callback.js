const https = require('https');
https.get('https://api.example.com/orders/1/', (response) => {
  response.resume();
  response.on('end', () => https.get('https://api.example.com/orders/2/'));
});
