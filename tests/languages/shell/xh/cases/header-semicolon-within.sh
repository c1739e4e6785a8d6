xh https://api.example.com/ 'X;y=1'
