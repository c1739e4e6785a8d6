import requests
requests.post("https://api.example.com/orders", json={"a": 1}, data={})
