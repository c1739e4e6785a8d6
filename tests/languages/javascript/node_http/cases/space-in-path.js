require('https').get({ host: 'api.example.com', path: '/orders/A 17/' });
