import requests
for i in range(1, 4):
    requests.get(f"https://api.example.com/orders/{i}")
