import requests

requests.get("http://api.example.com/orders", proxies={"http": "http://proxy.example.com:99999"})
