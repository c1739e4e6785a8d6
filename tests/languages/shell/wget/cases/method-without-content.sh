wget --method=POST -qO- https://api.example.com/orders/8/
