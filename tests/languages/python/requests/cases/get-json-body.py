import requests
requests.get("https://api.example.com/orders", json={"a": 1})
