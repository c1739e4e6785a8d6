import httpx

base = httpx.URL("https://api.example.com/v1")
httpx.get(f"{base}/orders/")
