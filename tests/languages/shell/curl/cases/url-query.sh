curl 'https://api.example.com/orders/?page=2' --url-query 'q=red shoes' --url-query '+sort=%2Bdate' -d state=open
