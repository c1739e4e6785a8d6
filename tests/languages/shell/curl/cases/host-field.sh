curl -H 'Host: api.example.com' http://127.0.0.1/orders/
