import httpx
httpx.get("https://api.example.com/orders", params=[("a", 1), ("b", 2), ("a", 3)])
