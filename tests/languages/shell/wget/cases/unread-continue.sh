wget -c https://api.example.com/orders/report.csv
