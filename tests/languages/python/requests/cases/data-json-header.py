import requests
requests.post("https://api.example.com/orders", data={"a": "1"}, headers={"Content-Type": "application/json"})
