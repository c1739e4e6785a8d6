const https = require('https');
https.get('https://api.example.com/orders/', (response) => {
  if (response.statusCode === 404) {
    https.get('https://api.example.com/archive/');
  }
});
