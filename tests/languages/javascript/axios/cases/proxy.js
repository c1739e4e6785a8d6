const axios = require('axios');

const proxy = { protocol: 'http', host: 'proxy.example.com', port: 3128 };
axios
  .get('http://user:pass@api.example.com/orders?page=1', { proxy, params: { q: 'a b' } })
  .then(() => axios.post('https://api.example.com/orders', { quantity: 2 }, { proxy }));
