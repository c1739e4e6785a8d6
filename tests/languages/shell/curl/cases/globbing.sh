curl 'https://api.example.com/{orders,carts}/[08-12:2]/'
