import httpx

httpx.get("https://straße.example.com/orders")
