import httpx
httpx.request("DELETE", "https://api.example.com/orders", json={"a": 1})
