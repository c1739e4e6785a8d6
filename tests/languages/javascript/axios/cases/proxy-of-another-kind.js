const axios = require('axios');

axios.get('https://api.example.com/orders', { proxy: { protocol: 'socks5', host: 'proxy.example.com', port: 1080 } });
