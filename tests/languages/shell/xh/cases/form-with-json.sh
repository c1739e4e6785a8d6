xh -f https://api.example.com/orders/ quantity:=2
