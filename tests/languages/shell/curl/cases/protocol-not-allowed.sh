curl --proto '=https' http://api.example.com/orders/
