const read = require('some-reader');
fetch('https://api.example.com/orders/', { method: 'POST', body: read('order.json') });
