curl -H Host: https://api.example.com/orders
