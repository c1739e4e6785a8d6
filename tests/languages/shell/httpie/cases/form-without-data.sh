http -f POST https://api.example.com/orders
