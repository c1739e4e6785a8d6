xh --offline https://api.example.com/
