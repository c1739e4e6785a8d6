curl -sf https://api.example.com/orders/ || xh https://api.example.com/orders/8/
