import requests, base64
token = base64.b64encode("user:pass")
requests.get("https://api.example.com/", headers={"Authorization": "Basic " + token})
