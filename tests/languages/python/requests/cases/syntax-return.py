import requests
return requests.get("https://api.example.com/orders")
