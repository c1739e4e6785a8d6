import requests

try:
    enumerate()
except TypeError:
    requests.get("https://api.example.com/orders/")
