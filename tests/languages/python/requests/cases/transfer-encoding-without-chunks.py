import requests

requests.post("https://api.example.com/orders/", headers={"Transfer-Encoding": "chunked"}, data="state=open")
