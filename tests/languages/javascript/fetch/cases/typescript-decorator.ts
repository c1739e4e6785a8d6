@logged() class Client {}
fetch('https://api.example.com/orders');
