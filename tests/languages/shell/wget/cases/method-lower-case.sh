wget --method=patch -qO- https://api.example.com/orders/8/
