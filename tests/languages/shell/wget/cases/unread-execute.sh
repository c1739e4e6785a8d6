wget -qO- -e robots=off https://api.example.com/orders/
