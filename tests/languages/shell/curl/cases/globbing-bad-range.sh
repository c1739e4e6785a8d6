curl 'https://api.example.com/orders/?filter[state]=open'
