xh -a user: https://api.example.com/
