import httpx
httpx.get("api.example.com/orders")
