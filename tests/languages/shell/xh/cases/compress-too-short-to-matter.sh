xh -x https://api.example.com/ a=b
