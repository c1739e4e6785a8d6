wget -qO- --header 'X-Tag: one' --header 'x-tag: two' https://api.example.com/orders/
