curl https://api.example.com/orders -F 'order=@order.csv;filename=a,second.csv'
