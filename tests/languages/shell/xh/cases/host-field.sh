xh 127.0.0.1:8000/orders/ Host:api.example.com
