import requests
requests.post("https://api.example.com/orders", json=[1, "two", None])
