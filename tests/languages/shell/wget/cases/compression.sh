wget -qO- --compression=auto https://api.example.com/orders/
