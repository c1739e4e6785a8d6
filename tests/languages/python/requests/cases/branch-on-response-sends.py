import requests

response = requests.get("https://api.example.com/orders/7")
if response.status_code == 404:
    requests.post("https://api.example.com/orders", json={"id": 7})
