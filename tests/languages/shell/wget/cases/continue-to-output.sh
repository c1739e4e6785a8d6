wget -c -O - https://api.example.com/orders/report.csv
