wget --no-quiet --no-check-certificate -nv -nc -qO- https://api.example.com/orders/
