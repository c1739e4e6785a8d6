import requests
page = 1
while page <= 2:
    requests.get("https://api.example.com/orders", params={"page": page})
    page += 1
else:
    requests.get("https://api.example.com/done")
