curl --COMPRESSED https://api.example.com/orders/
