import httpx

base = httpx.URL("https://API.example.com:443/a b")
httpx.post("https://api.example.com/hooks", json={"url": str(base)})
