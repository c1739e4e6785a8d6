import requests
requests.post("https://api.example.com/orders", data="abc", headers={"Content-Length": "99", "X-A": "1"})
