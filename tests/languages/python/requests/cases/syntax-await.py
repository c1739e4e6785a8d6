import requests
await requests.get("https://api.example.com/orders")
