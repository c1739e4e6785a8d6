http --session=shop -a clerk:s3cret https://api.example.com/orders
