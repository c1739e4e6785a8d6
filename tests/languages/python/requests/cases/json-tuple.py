import requests
requests.post("https://api.example.com/", json={"a": (1, 2), "b": {"c": ()}})
