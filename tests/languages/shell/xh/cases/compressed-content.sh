xh -xx https://api.example.com/ a=b
