http POST https://api.example.com/orders a:=1.0 b:=1e3 c:=-0 d:=12345678901234567890
