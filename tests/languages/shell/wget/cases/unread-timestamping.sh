wget -N https://api.example.com/orders/report.csv
