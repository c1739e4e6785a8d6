xh -f https://api.example.com/orders/
