require('https').get({ hostname: 'api.example.com', path: 'orders/' });
