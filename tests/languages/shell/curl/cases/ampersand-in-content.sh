curl -d a=1&b=2 https://api.example.com/orders/
