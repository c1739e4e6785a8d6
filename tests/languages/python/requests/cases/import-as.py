import requests as r
r.delete("https://api.example.com/orders/1")
