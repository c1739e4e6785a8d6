curl https://api.example.com/orders/?page=2&state=open -H 'X: 1'
