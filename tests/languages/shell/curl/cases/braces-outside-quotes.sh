curl https://api.example.com/orders/ -d {"a":1,"b":2}
