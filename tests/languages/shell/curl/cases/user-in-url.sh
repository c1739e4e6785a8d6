curl https://bob:s%3Acret@api.example.com/orders/
