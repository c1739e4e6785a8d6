import requests

requests.get("https://api.example.com/orders/", cookies={"a": ["b"]})
