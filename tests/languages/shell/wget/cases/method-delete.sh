wget --method=DELETE -qO- https://api.example.com/orders/8/
