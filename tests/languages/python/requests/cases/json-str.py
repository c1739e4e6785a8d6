import requests, json
requests.post("https://api.example.com/orders", json=json.dumps({"a": "x"}))
