curl --data-b a=1 --COMPRESSED https://api.example.com/orders/
