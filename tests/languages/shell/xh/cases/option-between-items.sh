xh https://api.example.com/orders/ a=b -v c=d --form
