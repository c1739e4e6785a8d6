http https://api.example.com./orders
