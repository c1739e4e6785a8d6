import httpx
httpx.post("https://api.example.com/orders", data="raw text")
