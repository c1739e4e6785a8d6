curl -G https://api.example.com/orders/ -d $'state=open\n'
