import requests
requests.post("https://api.example.com/", data=[{"a": 1, "b": 2}])
