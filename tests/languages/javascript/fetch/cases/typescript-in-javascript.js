const url: string = 'https://api.example.com/orders';
fetch(url);
