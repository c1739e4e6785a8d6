curl https://api.example.com/orders/ -F 'meta={"id": 8};type=application/json' -F file=@permit.pdf
