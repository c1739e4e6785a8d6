require('https').get({ hostname: 'api.example.com:443', path: '/orders/' });
