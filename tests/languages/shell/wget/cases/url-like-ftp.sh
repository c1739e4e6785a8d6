wget -qO- api.example.com:orders/
