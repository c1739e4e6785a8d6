import requests
requests.request("post", "https://api.example.com/orders", data={"a": "1"})
