curl 'https://api.example.com/orders/[1-1000000]'
