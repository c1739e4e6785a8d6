http POST https://api.example.com/orders quantity:=two
