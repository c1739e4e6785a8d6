import httpx
httpx.get("https://api.example.com/", cookies={"a": "1", "b": "2"})
