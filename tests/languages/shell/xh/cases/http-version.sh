xh --http-version 2 https://api.example.com/orders/
