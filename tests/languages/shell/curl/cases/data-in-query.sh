curl -G 'https://api.example.com/orders/?page=2' -d state=open --data-urlencode 'q=red shoes'
