xh --curl https://api.example.com/ a=b
