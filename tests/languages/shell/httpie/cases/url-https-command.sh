https api.example.com/orders
