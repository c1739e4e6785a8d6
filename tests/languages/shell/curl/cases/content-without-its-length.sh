curl -d state=open -H 'Content-Length:' https://api.example.com/orders/
