curl 'https://api.example.com/orders/?q=red shoes'
