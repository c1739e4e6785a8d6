xh https://api.example.com/ a:=1e400
