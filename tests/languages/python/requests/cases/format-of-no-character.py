import requests

requests.get(f"https://api.example.com/orders/{-1:c}")
