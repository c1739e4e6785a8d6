const axios = require('axios');
axios.post('https://api.example.com/orders/7/pay/');
