import requests
requests.get("https://api.example.com/?a=1", params={})
requests.get("https://api.example.com/#f", params={"b": "2"})
