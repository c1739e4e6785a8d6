wget -qO- --auth-no-challenge --user no --password no --http-user=ada --http-passwd=secret https://api.example.com/orders/
