http POST https://api.example.com/orders '[]=A-1' '[]:=2'
