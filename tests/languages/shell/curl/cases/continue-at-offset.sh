curl -C 100 https://api.example.com/report.csv
