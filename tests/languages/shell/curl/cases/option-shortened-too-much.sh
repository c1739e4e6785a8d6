curl --dat a=1 https://api.example.com/orders/
