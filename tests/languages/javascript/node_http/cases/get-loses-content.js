const request = require('https').request({ host: 'api.example.com', path: '/orders/' });
request.write('{"status":"open"}');
request.end();
