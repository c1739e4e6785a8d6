curl -x http://proxy.example.com:3128 ftp://files.example.com/orders.csv
