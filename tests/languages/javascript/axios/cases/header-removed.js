const axios = require('axios');
axios.get('https://api.example.com/orders/', { headers: { 'X-Off': null, 'X-Also-Off': false, 'X-On': true } });
