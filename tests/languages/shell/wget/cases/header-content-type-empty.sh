wget -qO- --header 'Content-Type:' --post-data x https://api.example.com/orders/
