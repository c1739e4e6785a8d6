const axios = require('axios');
axios.get('https://files.example.com/7/', { baseURL: 'https://api.example.com' });
