const axios = require('axios');
const { URLSearchParams: Search } = require('url');
const response = await axios.post('https://api.example.com/orders/', new Search({ sku: 'LAMP' }));
