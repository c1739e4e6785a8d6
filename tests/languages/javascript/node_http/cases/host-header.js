require('https').get({ host: 'api.example.com', path: '/orders/', headers: { Host: 'shop.example.com' } });
