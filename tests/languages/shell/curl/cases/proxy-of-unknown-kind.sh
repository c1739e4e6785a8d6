curl --proxy tcp://proxy.example.com:3128 https://api.example.com/orders
