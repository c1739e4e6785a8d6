import httpx
httpx.get("https://api.example.com/orders?x=1", params={"a": "b c", "t": True, "n": None, "l": [1, 2], "s": "~*'()"})
