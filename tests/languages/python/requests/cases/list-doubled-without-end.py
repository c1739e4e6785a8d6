import requests

x = [1]
for _ in range(60):
    x = [*x, *x]
requests.post("https://api.example.com/orders/", json=x)
