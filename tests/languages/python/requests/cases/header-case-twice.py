import requests
requests.get("https://api.example.com/", headers={"X-A": "1", "x-a": "2"})
