curl -C 0100 https://api.example.com/report.csv
