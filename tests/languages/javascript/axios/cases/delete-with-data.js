const axios = require('axios');
axios.delete('https://api.example.com/orders/', { data: { ids: [1, 2] } });
