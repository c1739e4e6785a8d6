import requests
requests.get("https://api.example.com/", auth=lambda r: r)
