import httpx
httpx.get("https://api.example.com/orders?x=1", params={})
