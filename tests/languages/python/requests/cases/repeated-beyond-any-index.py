import requests

"" * 2**63
requests.get("https://api.example.com/orders/")
