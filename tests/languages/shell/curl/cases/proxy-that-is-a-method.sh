curl -x POST https://api.example.com/orders -d a=1
