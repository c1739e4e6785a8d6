xh -j https://api.example.com/
