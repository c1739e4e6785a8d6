import httpx
with httpx.Client(base_url="https://api.example.com/v1", headers={"X-A": "1", "X-B": "2"}, params={"v": 1}, cookies={"s": "1"}) as client:
    client.headers["X-C"] = "3"
    r = client.get("/orders", headers={"x-a": "9"}, params={"p": 2})
    client.post("orders/7", json={"a": 1}, cookies={"t": "2"})
    client.request("PURGE", "https://api.example.com/abs")
