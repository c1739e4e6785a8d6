wget -qO- --user ada --password secret https://api.example.com/orders/
