wget -qO- --post-data x https://api.example.com/orders/ https://api.example.com/orders/8/
