import requests
requests.get("https://api.example.com/%(kind)s/%(id)03d" % {"kind": "orders", "id": 7})
