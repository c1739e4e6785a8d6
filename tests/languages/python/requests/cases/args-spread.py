import requests
args = ("POST", "https://api.example.com/orders")
requests.request(*args, data={"a": "1"})
