import requests
requests.get("https://api.example.com/orders", params={"a": False, "b": 0, "c": "", "d": []})
