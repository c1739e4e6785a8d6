curl -C - https://api.example.com/report.csv
