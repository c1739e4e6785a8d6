import httpx

httpx.get("https://a_ü.example.com/orders")
