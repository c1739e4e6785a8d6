curl --max-time soon https://api.example.com/orders/
