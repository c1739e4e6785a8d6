curl ftp://files.example.com/orders.csv
