http delete https://api.example.com/orders/7
