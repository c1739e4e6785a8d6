wget -qO- --header 'X-Tag:' https://api.example.com/orders/
