import requests
requests.get("https://api.example.com/", cookies={"a": "1"}, headers={"cookie": "z=9"})
