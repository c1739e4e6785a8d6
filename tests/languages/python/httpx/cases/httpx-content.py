import httpx
httpx.put("https://api.example.com/orders", content=b"raw", headers={"Content-Type": "text/plain"})
