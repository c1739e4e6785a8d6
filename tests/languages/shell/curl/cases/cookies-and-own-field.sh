curl -b session=1 -H 'Cookie: session=2' https://api.example.com/orders/
