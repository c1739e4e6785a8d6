import httpx
httpx.get("https://api.example.com/a\nb")
