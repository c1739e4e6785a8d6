import requests
requests.get("https://user@api.example.com/orders")
