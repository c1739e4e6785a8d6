http --auth-type=digest --auth=clerk:s3cret https://api.example.com/orders
