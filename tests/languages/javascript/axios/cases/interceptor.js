const axios = require('axios');
axios.interceptors.request.use((config) => {
  config.headers['X-Trace'] = '1';
  return config;
});
axios.get('https://api.example.com/orders/');
