xh --form --no-form https://api.example.com/orders/ a=b
xh --no-form --form https://api.example.com/orders/ a=b
