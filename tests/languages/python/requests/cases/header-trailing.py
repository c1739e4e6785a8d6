import requests
requests.get("https://api.example.com/", headers={"X-A": "x ", "X-Empty": ""})
