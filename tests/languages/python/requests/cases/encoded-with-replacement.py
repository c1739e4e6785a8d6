import requests

requests.post("https://api.example.com/orders/", data="caf\xe9".encode("ascii", "replace"))
