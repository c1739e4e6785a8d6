wget -qO- --header 'Transfer-Encoding: chunked' --post-data x https://api.example.com/orders/
