const axios = require('axios');
axios.post('https://api.example.com/orders/', { a: 1 }, { transformRequest: [(data) => JSON.stringify([data])] });
