import requests

requests.post("https://api.example.com/orders/", data="a".encode("\0"))
