curl --connect-to api.example.com:443:backend.example.com:8443 --connect-to ::backend.example.com:none https://api.example.com/orders
