import httpx
httpx.post("https://api.example.com/orders", json={"a": [1, 2.0, None, True], "é": "☕"})
