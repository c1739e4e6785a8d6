import httpx
httpx.post("https://api.example.com/orders", data={"a": 1, "b": [1, None, True], "c": None, "d": {"x": 1}})
