import requests

x = {frozenset([open]): 1}
requests.get("https://api.example.com/orders/")
