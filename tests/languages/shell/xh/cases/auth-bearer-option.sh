xh --bearer=t0k3n https://api.example.com/orders/
