curl -H 'X-Blank; ' -H 'X-Empty;' https://api.example.com/orders/
