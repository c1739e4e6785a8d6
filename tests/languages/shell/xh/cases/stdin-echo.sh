echo '[1, 2]' | xh PUT https://api.example.com/orders/
