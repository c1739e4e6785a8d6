curl --oauth2-bearer 1234567890 https://api.example.com/orders/
