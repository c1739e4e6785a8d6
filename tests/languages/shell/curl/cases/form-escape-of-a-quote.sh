curl --form-escape -F 'a"b=c' https://api.example.com/orders/
