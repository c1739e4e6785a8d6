import httpx
httpx.post("https://api.example.com/orders", data={}, json={"a": 1})
