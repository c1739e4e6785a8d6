wget -qO- ftp://api.example.com/orders/
