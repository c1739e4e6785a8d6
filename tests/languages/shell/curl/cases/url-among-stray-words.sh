curl https://api.example.com/orders/ –X POST
