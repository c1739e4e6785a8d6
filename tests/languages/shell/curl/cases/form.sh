curl https://api.example.com/orders/17/files/ -F kind=invoice -F 'meta={"page": 1};type=application/json' -F 'note="a; b"' --form-string 'raw=@x;type=y'
