curl -u bob:secret -H 'Authorization: Token 1' https://api.example.com/orders/
