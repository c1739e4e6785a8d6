import requests

x = []
for i in range(1000):
    x.append("a" * 90000 + str(i))
requests.get("https://api.example.com/orders/")
