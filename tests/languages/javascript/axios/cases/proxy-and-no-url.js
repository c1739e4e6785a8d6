const axios = require('axios');

axios.get('https://api.example.0com.1/orders', { proxy: { host: 'proxy.example.com', port: 3128 } });
