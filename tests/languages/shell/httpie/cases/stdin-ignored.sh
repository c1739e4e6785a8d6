echo hello | http --ignore-stdin https://api.example.com/orders
