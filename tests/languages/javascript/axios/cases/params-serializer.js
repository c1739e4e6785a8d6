const axios = require('axios');
axios.get('https://api.example.com/orders/', { params: { tags: ['a', 'b'] }, paramsSerializer: (params) => `tags=${params.tags.join('|')}` });
