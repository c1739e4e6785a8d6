import requests
r = requests.get("https://api.example.com/orders")
print r.text
