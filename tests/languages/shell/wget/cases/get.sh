wget https://api.example.com/orders/
