curl -O -J -C - https://api.example.com/orders/1
