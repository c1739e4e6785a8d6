import requests
s = requests.Session()
s.auth = ("u", "p")
s.headers["Authorization"] = "Bearer x"
s.get("https://api.example.com/")
s.get("https://api.example.com/", auth=None)
