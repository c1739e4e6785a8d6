xh -A bearer -a t0k3n https://api.example.com/orders/
