import requests

content = bytes()
content += b"quantity=2"
requests.post("https://api.example.com/orders/", data=content)
