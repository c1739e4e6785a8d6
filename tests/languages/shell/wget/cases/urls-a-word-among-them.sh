wget -q O- https://api.example.com/orders/
