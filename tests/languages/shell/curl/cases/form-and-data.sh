curl https://api.example.com/orders/ -F kind=invoice -d state=open
