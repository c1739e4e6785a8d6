const axios = require('axios');
axios.get('https://api.example.com/me/', { auth: { username: 'ann', password: 's3cret' }, headers: { Authorization: 'Bearer t0ken' } });
