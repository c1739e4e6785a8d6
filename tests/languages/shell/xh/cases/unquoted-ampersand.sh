xh https://api.example.com/orders/?a=1&b=2
