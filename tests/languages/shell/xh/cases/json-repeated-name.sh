xh https://api.example.com/ a=1 b=2 a=3
