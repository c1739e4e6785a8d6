xh -fvau:p https://api.example.com/orders/ a=b
