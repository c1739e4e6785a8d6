xh -a 'user:pass:word' https://api.example.com/orders/
