curl https://api.example.com/orders/?page=2&open
