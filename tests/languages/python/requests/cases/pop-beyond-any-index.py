import requests

[1].pop(2**63)
requests.get("https://api.example.com/orders/")
