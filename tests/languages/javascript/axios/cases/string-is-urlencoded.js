const axios = require('axios');
axios.post('https://api.example.com/notes/', '{"text":"hello"}');
