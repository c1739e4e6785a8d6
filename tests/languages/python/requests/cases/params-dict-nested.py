import requests
requests.get("https://api.example.com/", params={"filter": {"a": 1}, "t": ("x", "y"), "s": {"z"}})
