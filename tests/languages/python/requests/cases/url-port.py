import requests
requests.get("http://api.example.com:8080/orders")
requests.get("https://api.example.com:443/orders")
