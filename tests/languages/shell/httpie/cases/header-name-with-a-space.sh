http https://api.example.com/orders ' X-Tag:a'
