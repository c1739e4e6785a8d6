xh --http-version 3 https://api.example.com/orders/
