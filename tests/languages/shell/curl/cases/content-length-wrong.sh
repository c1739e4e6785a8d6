curl https://api.example.com/orders/ -H 'Content-Length: 3' -d a=1000
