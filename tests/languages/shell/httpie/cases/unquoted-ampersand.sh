http https://api.example.com/orders?page=2&limit=5
