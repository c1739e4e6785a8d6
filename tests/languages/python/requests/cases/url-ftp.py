import requests
requests.get("ftp://api.example.com/orders")
