wget -qO- --header "$AUTH" https://api.example.com/orders/
