import httpx
httpx.get("https://user:pw@api.example.com/")
