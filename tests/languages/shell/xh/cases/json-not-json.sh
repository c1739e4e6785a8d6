xh https://api.example.com/ state:=cancelled
