wget -q -O - https://api.example.com/orders/?page=2&state=open
