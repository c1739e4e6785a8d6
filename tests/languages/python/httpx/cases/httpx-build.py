import httpx
client = httpx.Client()
req = client.build_request("POST", "https://api.example.com/orders", json={"a": 1})
client.send(req)
