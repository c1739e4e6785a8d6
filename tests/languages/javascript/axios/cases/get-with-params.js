const axios = require('axios');
axios.get('https://api.example.com/orders/?page=1', {
  params: { tags: ['new', 'rush job'], price: { min: 1.50 }, gone: null, missing: undefined, name: "O'Neil: $5, é" },
});
