import requests

response = requests.get("https://api.example.com/orders")
print(response.json())
