import requests

requests.get("https://api.example.com/orders/%d" % 1e999)
