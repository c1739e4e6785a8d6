wget -qO- --header 'Content-Length: 3' --post-data x https://api.example.com/orders/
