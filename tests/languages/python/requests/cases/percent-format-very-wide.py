import requests

requests.post("https://api.example.com/orders/", data="%99999d" * 5000 % ((1,) * 5000))
