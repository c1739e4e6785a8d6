import json, requests
requests.post("https://api.example.com/orders", data=json.dumps({"b": 1, "a": [1, 2]}, separators=(",", ":")))
