wget -qO- --auth-no-challenge --user no --password no https://ada:sec%20ret@api.example.com/orders/
