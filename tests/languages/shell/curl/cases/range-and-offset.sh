curl -C 5 -r 1-2 https://api.example.com/orders/
curl -C 0 -r 1-2 https://api.example.com/orders/
curl -r items=1 https://api.example.com/orders/
