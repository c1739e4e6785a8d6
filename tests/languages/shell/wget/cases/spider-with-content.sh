wget --spider -q --post-data x https://api.example.com/orders/8/
