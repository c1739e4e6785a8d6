curl --digest -u bob:secret https://api.example.com/orders/
