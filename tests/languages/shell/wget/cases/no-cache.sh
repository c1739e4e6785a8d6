wget -qO- --no-cache https://api.example.com/orders/
