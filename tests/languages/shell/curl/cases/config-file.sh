curl -K orders.conf https://api.example.com/orders/
