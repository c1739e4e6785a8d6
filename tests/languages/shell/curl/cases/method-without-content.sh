curl -X DELETE https://api.example.com/orders/17/
