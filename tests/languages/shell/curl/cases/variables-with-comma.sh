curl --variable n=1 --expand-data 'n={{n:trim,url}}' https://api.example.com/orders/
