import requests
requests.get("https://api.example.com/orders?x=1&y=ä", params={"a": "b c", "t": True, "n": None, "l": [1, 2], "s": "~*'()"})
