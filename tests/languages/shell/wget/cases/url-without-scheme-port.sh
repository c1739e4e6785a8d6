wget -qO- api.example.com:8080/orders/
