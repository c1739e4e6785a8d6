curl -H 'X: 1' https://api.example.com/orders/17/ --url https://api.example.com/orders/18/
