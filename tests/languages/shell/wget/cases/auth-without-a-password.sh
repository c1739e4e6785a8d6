wget -qO- --auth-no-challenge --user ada https://api.example.com/orders/
