require('https').get({ host: 'api.example.com', path: '/me/', auth: 'ann:s3cret' });
