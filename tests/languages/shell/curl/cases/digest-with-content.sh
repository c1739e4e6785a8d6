curl --digest -u bob:secret -d 'a=1' https://api.example.com/orders/
