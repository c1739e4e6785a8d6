require('http').get('https://api.example.com/orders/');
