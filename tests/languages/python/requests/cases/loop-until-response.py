import requests

url = "https://api.example.com/orders"
while url:
    url = requests.get(url).json().get("next")
