import requests
requests.get("https://api.example.com")
requests.get("https://api.example.com?x=1")
requests.get("https://api.example.com/?")
