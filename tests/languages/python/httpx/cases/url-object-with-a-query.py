import httpx

url = httpx.URL("https://api.example.com/orders/", params={"limit": "10"})
httpx.get(url)
