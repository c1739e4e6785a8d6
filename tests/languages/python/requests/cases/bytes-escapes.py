import requests
requests.post("https://api.example.com/", data=b"a\n\x41\xc3\xa9")
