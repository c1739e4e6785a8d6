curl -O https://api.example.com/orders/
