import requests
requests.get("https://api.example.com/", cookies={"a": "1", "b": "two words"})
