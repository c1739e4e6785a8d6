import requests
requests.post("https://api.example.com/orders", data="3\r\nabc\r\n0\r\n\r\n", headers={"Content-Type": "text/plain"})
