wget -qO- --user-agent= https://api.example.com/orders/
