import requests
requests.get("https://api.example.com/orders", params=b"a=1")
