import requests
token = None
headers = {}
if token is not None:
    headers["Authorization"] = token
if "x" not in headers and not headers:
    headers["X-None"] = "1"
requests.get("https://api.example.com/orders", headers=headers)
