import httpx
httpx.post("https://api.example.com/orders", json={})
