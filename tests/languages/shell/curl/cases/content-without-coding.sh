curl -d state=open -H 'Transfer-Encoding:' https://api.example.com/orders/
