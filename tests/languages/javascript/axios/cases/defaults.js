const axios = require('axios');
axios.defaults.baseURL = 'https://api.example.com';
axios.defaults.headers.common['Authorization'] = 'Bearer t0ken';
axios.put('orders/7/', { status: 'sent' });
