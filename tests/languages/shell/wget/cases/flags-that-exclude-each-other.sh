wget -qv -O- https://api.example.com/orders/
