http https://straße.example.com/orders
