curl http://api.example.com:08080/orders/
