wget -qO- --header 'X-Name: Zoë' https://api.example.com/orders/
