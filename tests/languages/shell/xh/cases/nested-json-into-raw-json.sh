xh https://api.example.com/ 'a:={"x": 1}' 'b=2' 'a[y]=3'
