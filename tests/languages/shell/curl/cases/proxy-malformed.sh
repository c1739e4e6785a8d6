curl -x 'proxy.example.com:a' https://api.example.com/orders
