curl https://api.example.com/orders/ -F kind
