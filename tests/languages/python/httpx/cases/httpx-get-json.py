import httpx
httpx.get("https://api.example.com/orders", json={"a": 1})
