import requests
requests.post("https://api.example.com/orders", data=b"a=1\x41")
