const request = require('https').request({ host: 'api.example.com', path: '/orders/', method: 'PUT' });
request.write('status=');
request.write('sent');
request.end('&carrier=post');
