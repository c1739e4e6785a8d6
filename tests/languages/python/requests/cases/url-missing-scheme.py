import requests
requests.get("api.example.com/orders")
