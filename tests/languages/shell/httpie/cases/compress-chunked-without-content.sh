http --compress --chunked https://api.example.com/orders
