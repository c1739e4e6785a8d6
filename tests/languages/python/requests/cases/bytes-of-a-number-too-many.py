import requests

requests.post("https://api.example.com/orders/", data=(1).to_bytes(10**15, "big"))
