wget -qO- --json '{}' https://api.example.com/orders/
