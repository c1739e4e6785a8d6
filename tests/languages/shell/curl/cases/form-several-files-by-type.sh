curl https://api.example.com/orders -F 'order=@order.csv;type=text/csv;charset=utf-8,second.csv'
