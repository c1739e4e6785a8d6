const request = require('https').request({ host: 'api.example.com', path: '/orders/', method: 'POST' });
request.setHeader('X-Tag', ['new', 'rush']);
request.setHeader('X-Debug', '1');
request.removeHeader('x-debug');
request.end();
