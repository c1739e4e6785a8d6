require('https').get({ host: 'api.example.com', path: '/me/', auth: 'ann:\ud800\ud83d' + '\ude00' });
