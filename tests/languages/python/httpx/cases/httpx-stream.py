import httpx
with httpx.stream("GET", "https://api.example.com/orders") as r:
    for chunk in r.iter_bytes():
        pass
