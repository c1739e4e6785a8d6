http ://api.example.com/orders
