require('https').get({ host: 'api.example.com', path: '/me/', auth: 'ann:s3cret', headers: { Authorization: 'Bearer t0ken' } });
