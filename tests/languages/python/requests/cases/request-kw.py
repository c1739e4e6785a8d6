import requests
requests.request(method="PURGE", url="https://api.example.com/orders")
