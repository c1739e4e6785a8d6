import requests
requests.get("https://api.example.com/", headers='{"a": "b"}')
