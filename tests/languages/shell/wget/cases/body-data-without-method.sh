wget -qO- --body-data 'x' https://api.example.com/orders/
