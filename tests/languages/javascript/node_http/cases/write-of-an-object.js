const request = require('https').request({ host: 'api.example.com', path: '/orders/', method: 'POST' });
request.write({ sku: 'MUG' });
request.end();
