wget -qO- --auth-no-challenge --user "$USERNAME" --password "$PASSWORD" https://api.example.com/orders/
