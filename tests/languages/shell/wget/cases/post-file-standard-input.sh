echo '{}' | wget -qO- --post-file=- https://api.example.com/orders/
