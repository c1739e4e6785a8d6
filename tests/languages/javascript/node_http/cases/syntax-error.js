const https = require('https');
https.get({ host: 'api.example.com' path: '/orders/' });
