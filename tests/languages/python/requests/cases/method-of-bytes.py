import requests

requests.request(b"patch", "https://api.example.com/orders/1")
