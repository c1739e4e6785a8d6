curl https://api.example.com/orders -F =2 -F '=3;type=text/plain' --form-string =4
