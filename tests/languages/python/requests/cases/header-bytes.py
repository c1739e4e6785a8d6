import requests
requests.get("https://api.example.com/", headers={"X-A": b"abc", b"X-B": "1"})
