const axios = require('axios');
axios.post('https://api.example.com/files/', { name: 'label', tags: ['a', 'b'] }, { headers: { 'Content-Type': 'multipart/form-data' } });
