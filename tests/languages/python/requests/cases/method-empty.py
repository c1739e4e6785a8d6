import requests

requests.request("", "https://api.example.com/orders")
