require('https').get({ host: 'api.example.com', headers: { 'X-Note': 'two\nlines' } });
