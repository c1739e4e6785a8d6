curl --resolve 443:api.example.com:127.0.0.1 https://api.example.com/orders
