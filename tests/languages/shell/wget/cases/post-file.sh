wget -qO- --post-file=order.json --header='Content-Type: application/json' https://api.example.com/orders/
