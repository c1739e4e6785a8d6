curl --digest -u bob:secret -F a=1 https://api.example.com/orders/
