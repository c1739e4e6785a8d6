import requests

with open("reports/orders 2026.csv", "rb") as report:
    requests.post("https://api.example.com/files", files={"report": report, "copy": ("c.csv", open("c.csv", "rb"), "text/csv")})
