python3 -m httpie POST https://api.example.com/orders sku=A-1
