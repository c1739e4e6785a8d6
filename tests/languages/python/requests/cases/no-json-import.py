import requests
requests.post("https://api.example.com/orders", data=json.dumps({"a": 1}))
