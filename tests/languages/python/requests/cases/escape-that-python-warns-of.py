import requests

requests.get(f"https://api.example.com/orders/{'a'}", params={"a": "\d"})
