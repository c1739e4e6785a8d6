import requests
requests.post("https://api.example.com/orders", data={"a": {"x": 1, "y": 2}, "b": [1, None, 2], "c": None, "d": True, "e": 1.5, "f": "ü &="})
