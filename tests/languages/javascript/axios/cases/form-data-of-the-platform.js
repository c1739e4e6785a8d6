const axios = require('axios');
const form = new FormData();
form.append('name', 'label');
axios.put('https://api.example.com/files/7/', form, { headers: { 'Content-Type': 'multipart/form-data' } });
