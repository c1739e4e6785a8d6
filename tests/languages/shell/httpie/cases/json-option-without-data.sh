http --json https://api.example.com/orders
