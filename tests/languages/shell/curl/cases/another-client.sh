curl https://api.example.com/orders/
wget -qO- https://api.example.com/orders/8/
