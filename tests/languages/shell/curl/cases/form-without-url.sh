curl -F 'order=@first.csv,second.csv'
