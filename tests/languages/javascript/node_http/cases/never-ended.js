const request = require('https').request({ host: 'api.example.com', path: '/orders/' });
request.on('response', (response) => response.resume());
