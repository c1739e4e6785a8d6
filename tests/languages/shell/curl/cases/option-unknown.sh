curl --colour https://api.example.com/orders/
