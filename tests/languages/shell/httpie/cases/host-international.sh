http https://BÜCHER.example.com:8443/orders q==ä
