wget -qO- --header 'X-Tag: one' --header '' --header 'X-Other: two' https://api.example.com/orders/
