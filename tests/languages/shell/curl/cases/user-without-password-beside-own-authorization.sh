curl -u user -H 'Authorization: Token abc' https://api.example.com/orders
