const axios = require('axios');
const form = new FormData();
form.append('name', 'LAMP');
axios.post('https://api.example.com/files/', form, { headers: form.getHeaders() });
