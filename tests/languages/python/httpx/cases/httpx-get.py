import httpx
r = httpx.get("https://api.example.com/orders?x=1&y=ä b", headers={"X-A": "1"})
