import httpx
httpx.get("https://api.example.com/orders", headers=[("X-A", "1"), ("X-A", "2")])
