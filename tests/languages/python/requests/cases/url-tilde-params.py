import requests
requests.get("https://api.example.com/~u/", params={"q": "~a*b(c)'!d", "u": "https://x.y/?a=b&c#d"})
