wget --spider -q https://api.example.com/orders/8/
