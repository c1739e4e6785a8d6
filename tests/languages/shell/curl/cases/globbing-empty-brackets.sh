curl 'https://api.example.com/orders/?ids[]=1&ids[]=2'
