http -a clerk https://api.example.com/orders
