import requests

[1, 2][::0]
requests.get("https://api.example.com/orders/")
