import requests
requests.get("https://api.example.com/", cookies={"a": "x;y", "b": "p,q"})
