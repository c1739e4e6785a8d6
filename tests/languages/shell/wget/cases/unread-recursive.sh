wget -r -np https://api.example.com/orders/
