curl -d a=1 https://api.example.com/orders/ --next -X DELETE https://api.example.com/orders/17/ -: https://api.example.com/orders/18/
