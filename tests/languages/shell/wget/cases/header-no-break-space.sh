wget -qO- --header 'X-Tag: one' https://api.example.com/orders/
