curl --request-target /orders/?page=2 https://api.example.com/
