http https://api.example.com/orders 'X-Empty;a'
