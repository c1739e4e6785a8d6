import requests
requests.get("https://api.example.com:port/orders")
