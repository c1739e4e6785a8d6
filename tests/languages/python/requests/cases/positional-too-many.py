import requests
requests.post("https://api.example.com/orders", {"a": 1}, None, {"Authorization": "x"})
