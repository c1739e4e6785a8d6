curl https://api.example.com/orders/
