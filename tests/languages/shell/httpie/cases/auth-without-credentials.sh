http -A basic https://api.example.com/orders
