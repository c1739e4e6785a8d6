xh --default-scheme=https api.example.com/orders/
xh --https api.example.com/orders/
