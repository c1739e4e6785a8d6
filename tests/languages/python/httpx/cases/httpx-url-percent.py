import httpx
httpx.get("https://api.example.com/100%/?a=50%&b=%20")
