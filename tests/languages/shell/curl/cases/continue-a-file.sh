curl -C - -O https://api.example.com/report.csv
