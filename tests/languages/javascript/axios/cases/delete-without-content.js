const axios = require('axios');
axios.delete('https://api.example.com/orders/', { ids: [1, 2] });
