const request = require('https').request({ host: 'api.example.com', path: '/notes/', method: 'POST' });
request.end(JSON.stringify({ note: 'two\nlines', 'quo"te': '\u00e9\x41', face: '\ud83d\ude00' }, null, 2));
