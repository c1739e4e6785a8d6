import requests
requests.post("https://api.example.com/", data=r"a\nb\u0041")
