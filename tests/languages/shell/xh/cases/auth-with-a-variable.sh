xh -A bearer -a "$TOKEN" https://api.example.com/orders/
