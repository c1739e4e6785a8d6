const axios = require('axios');
axios.get('/orders/').catch((error) => console.log(error.message));
