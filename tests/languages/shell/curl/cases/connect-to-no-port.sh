curl --connect-to ::backend.example.com:none https://api.example.com/orders
