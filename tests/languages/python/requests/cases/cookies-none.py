import requests
requests.get("https://api.example.com/", cookies={"a": None, "b": "1"})
