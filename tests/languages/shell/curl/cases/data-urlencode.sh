curl https://api.example.com/orders/ --data-urlencode 'a b' --data-urlencode '=c=d' --data-urlencode 'note=50% off & more' --data-urlencode 'é=ü'
