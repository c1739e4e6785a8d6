import requests

token = requests.post("https://api.example.com/login", json={"user": "bob"}).json()["access_token"]
requests.get("https://api.example.com/orders", headers={"Authorization": f"Bearer {token}"})
