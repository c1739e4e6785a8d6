xh https://api.example.com/orders/
xh https://api.example.com/orders/ a=b
