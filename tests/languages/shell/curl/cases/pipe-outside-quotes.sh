curl https://api.example.com/orders/?ids=1|2
