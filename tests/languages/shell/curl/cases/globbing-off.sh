curl -g 'https://api.example.com/orders/?filter[state]=open&ids[]={1,2}'
