http POST https://api.example.com/orders note='first
second'
