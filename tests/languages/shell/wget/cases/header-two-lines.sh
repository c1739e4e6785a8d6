wget -qO- --header $'X-Tag: one\nX-Other: two' https://api.example.com/orders/
