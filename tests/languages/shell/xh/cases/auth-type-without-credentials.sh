xh -A bearer https://api.example.com/
