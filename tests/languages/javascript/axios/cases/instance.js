const axios = require('axios');
const client = axios.create({ baseURL: 'https://api.example.com/v1/', headers: { 'X-Key': 'k' }, params: { lang: 'de' } });
client.get('/orders/', { params: { page: 2 }, headers: { 'x-key': 'other' } });
