import requests

for attempt in range(3):
    response = requests.get("https://api.example.com/orders")
    if response.ok:
        break
