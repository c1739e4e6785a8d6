http ftp://api.example.com/orders
