http --proxy=http:http:// api.example.com/orders
