import requests, base64
token = base64.b64encode(b"user:pass").decode("ascii")
requests.get("https://api.example.com/", headers={"Authorization": "Basic " + token})
