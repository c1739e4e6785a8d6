const axios = require('axios');
axios.postForm('https://api.example.com/files/', { name: 'label' });
