curl -u bob https://api.example.com/orders/
