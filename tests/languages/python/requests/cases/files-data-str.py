import requests
requests.post("https://api.example.com/files", files={"a": "x"}, data="y")
