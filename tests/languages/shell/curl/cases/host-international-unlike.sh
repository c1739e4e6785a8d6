curl https://straße.example.com/orders/
