import requests
requests.post("https://api.example.com/orders", body={"a": 1})
