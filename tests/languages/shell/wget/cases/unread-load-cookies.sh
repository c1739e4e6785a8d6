wget -qO- --load-cookies cookies.txt https://api.example.com/orders/
