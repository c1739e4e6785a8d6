import requests

requests.get("https://api.example.com/orders/" + str(10**5000))
