const axios = require('axios');
axios.post('https://api.example.com/orders/', { headers: { Authorization: 'Bearer t0ken' } });
