import requests
try:
    requests.get("api.example.com/orders")
except requests.exceptions.RequestException as e:
    print(e)
