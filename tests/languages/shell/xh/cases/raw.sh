xh POST https://api.example.com/orders/ --raw '{"a":  1}'
