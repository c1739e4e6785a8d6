curl --data-b a=1 https://api.example.com/orders/
