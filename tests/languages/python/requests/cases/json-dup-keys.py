import requests
requests.post("https://api.example.com/", json={"a": 1, "b": 2, "a": 3})
