const axios = require('axios');
axios.post('https://api.example.com/notes/', 'hello', { headers: { 'Content-Type': 'application/json' } });
