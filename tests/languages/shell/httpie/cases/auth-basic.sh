http -a clerk:s3:cret https://api.example.com/orders Authorization:none
