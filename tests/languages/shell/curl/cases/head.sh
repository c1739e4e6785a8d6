curl -sSI https://api.example.com/orders/17/
