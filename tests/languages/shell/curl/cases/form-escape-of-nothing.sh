curl --form-escape -F 'note="c"' https://api.example.com/orders/
