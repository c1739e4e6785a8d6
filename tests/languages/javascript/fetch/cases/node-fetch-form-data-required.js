const fetch = require('node-fetch');
const FormData = require('form-data');

const form = new FormData();
form.append('quantity', '2');
fetch('https://api.example.com/orders', { method: 'POST', body: form });
