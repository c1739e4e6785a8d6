import requests
d = {"a": "x"}
requests.get("https://api.example.com/{a}/{b[k]}".format(**d, b={"k": "v"}))
