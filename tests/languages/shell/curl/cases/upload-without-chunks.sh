curl -T - -H 'Transfer-Encoding:' https://api.example.com/orders/17/ <<< open
