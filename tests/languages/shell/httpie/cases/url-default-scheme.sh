http --default-scheme=https api.example.com/orders
