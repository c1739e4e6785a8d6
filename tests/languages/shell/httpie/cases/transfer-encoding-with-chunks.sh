http --chunked POST api.example.com/orders/ state=open Transfer-Encoding:chunked
