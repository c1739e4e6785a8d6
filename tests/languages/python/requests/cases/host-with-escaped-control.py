import requests
requests.get("http://a%0ab.example.com/orders")
