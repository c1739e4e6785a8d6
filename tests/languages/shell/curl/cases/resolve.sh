curl --resolve '*:443:[::1],127.0.0.1' --resolve +api.example.com:80:127.0.0.1 --resolve -old.example.com:80 https://api.example.com/orders
