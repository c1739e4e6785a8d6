curl --digest -d 'a=1' https://api.example.com/orders/
