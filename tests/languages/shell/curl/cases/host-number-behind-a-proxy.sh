curl -x proxy.example.com:3128 http://10.0.0.1.2/orders
