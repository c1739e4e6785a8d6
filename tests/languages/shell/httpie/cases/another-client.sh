curl https://api.example.com/orders
http https://api.example.com/orders
