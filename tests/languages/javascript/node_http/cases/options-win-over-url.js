const https = require('https');
https.request('https://api.example.com/orders/?page=1', { path: '/orders/9/', method: 'delete' }).end();
