import requests

requests.get("https://api.example.com/orders/", headers={"Host": "shop.example.com"})
