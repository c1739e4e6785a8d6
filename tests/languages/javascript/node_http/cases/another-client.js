const superagent = require('superagent');
superagent.get('https://api.example.com/orders/').end();
