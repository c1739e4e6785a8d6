wget -qO- --post-data '@order.json' https://api.example.com/orders/
