wget -q -O - "https://$CREDENTIALS@api.example.com/orders/"
