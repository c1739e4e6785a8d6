import httpx

httpx.get("https://api..example.com/orders/")
