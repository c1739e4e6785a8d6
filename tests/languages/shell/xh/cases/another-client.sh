xh https://api.example.com/orders/
curl https://api.example.com/orders/
