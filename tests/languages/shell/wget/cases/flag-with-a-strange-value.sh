wget -qO- --auth-no-challenge=maybe https://api.example.com/orders/
