curl https://api.example.com/orders/ -d $'\cŉ'
