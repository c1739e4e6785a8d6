wget -qO- --method GET --body-data 'x' https://api.example.com/orders/
