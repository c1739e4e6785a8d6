http -a "$CLERK:$SECRET" https://api.example.com/orders
