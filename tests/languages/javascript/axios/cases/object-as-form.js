const axios = require('axios');
axios.post('https://api.example.com/token/', { grant: 'password', scope: ['a', 'b c'], user: { name: 'zoë' } }, {
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
});
