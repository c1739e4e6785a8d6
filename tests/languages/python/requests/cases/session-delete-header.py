import requests
s = requests.Session()
s.headers.update({"X-A": "1"})
del s.headers["User-Agent"]
s.headers.pop("X-A")
s.headers.pop("Accept-Encoding", None)
s.get("https://api.example.com/")
