http https://clerk:s3cret@api.example.com/orders
