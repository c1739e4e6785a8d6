curl -X 'GET /x' https://api.example.com/orders/
