import httpx

base = httpx.URL("https://api.example.com/orders?limit=10&sort=-name%20first#top")
httpx.post("https://api.example.com/hooks", json={"url": str(base)})
