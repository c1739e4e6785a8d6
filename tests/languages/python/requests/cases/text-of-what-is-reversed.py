import requests

ids = reversed([1])
requests.get("https://api.example.com/orders", params={"q": repr(ids)})
