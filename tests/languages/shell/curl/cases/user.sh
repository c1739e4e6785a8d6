curl -u bob:a:b https://api.example.com/orders/
