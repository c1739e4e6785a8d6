curl --silent=1 https://api.example.com/orders/
