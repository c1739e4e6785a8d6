http -vfa clerk:s3cret POST https://api.example.com/orders sku=A-1
