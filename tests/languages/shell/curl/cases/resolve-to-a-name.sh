curl --resolve api.example.com:443:backend.example.com https://api.example.com/orders
