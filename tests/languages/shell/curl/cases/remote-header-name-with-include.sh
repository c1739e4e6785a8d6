curl -i -O -J https://api.example.com/orders/1
