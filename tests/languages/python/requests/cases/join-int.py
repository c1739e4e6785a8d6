import requests
requests.get("https://api.example.com/orders", params={"ids": ",".join([1, 2])})
