wget -qO- --auth-no-challenge=off --header 'Authorization: Bearer abc' https://api.example.com/orders/
