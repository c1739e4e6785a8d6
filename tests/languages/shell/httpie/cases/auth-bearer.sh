http -A bearer -a abc123 https://api.example.com/orders
