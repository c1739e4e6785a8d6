import requests
requests.post("https://api.example.com/orders", data=iter([b"a", b"b"]))
