import requests

requests.get("https://api.example.com/orders/", timeout=10)
