import requests
requests.post("https://api.example.com/", data={"a": b"x y", b"k": "v", 5: 6})
