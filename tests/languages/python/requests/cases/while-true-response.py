import requests
while True:
    r = requests.get("https://api.example.com/orders")
    if r.status_code == 200:
        break
