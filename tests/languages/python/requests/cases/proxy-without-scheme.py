import requests

requests.get("http://api.example.com/orders", proxies={"http": "localhost:8080"})
