xh patch https://api.example.com/orders/8/
