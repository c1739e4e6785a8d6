const axios = require('axios');
const FormData = require('form-data');
const fs = require('fs');

const data = new FormData();
data.append('name', 'label');
data.append('file', fs.createReadStream('label.pdf'));
axios.post('https://api.example.com/files/', data, { headers: { ...data.getHeaders() } });
