require('https').get({ host: API_HOST, path: '/orders/' });
