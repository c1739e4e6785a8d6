import httpx
httpx.get("https://api.example.com/orders", headers={"X-A": "é"})
