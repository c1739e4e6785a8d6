const request = require('https').request({ host: 'api.example.com', path: '/orders/', headers: { 'Content-Length': 2 } });
request.end('{}');
