import requests

proxies = {"http": "http://", "https": "http://"}
requests.get("https://api.example.com/orders", proxies=proxies)
