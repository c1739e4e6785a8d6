import requests
requests.get("https://api.example.com/", cookies={"a": 1})
