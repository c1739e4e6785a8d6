const axios = require('axios');
axios.post('https://api.example.com/token/', new URLSearchParams({ user: 'zoë & co' }));
