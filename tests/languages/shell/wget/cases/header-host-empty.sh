wget -qO- --header 'Host:' https://api.example.com/orders/
