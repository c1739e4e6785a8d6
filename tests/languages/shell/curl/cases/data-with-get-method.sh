curl -X GET https://api.example.com/orders/ -d state=open
