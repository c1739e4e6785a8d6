wget -qO- --auth-no-challenge --user ada --password 'pass word' https://api.example.com/orders/
