curl --oauth2-bearer t0k3n --digest -u bob:secret https://api.example.com/orders/
