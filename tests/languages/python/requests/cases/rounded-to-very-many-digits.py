import requests

round(1, -(10**9))
requests.get("https://api.example.com/orders/")
