wget -qO- https://api.example.com/orders/
php -r 'readfile("https://api.example.com/orders/1/");'
