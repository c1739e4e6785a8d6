require('https').get('https://api.example.com/orders/?status=open', (response) => response.resume());
