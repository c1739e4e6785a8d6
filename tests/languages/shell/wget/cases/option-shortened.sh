wget -qO- --metho PUT https://api.example.com/orders/
