import requests

for i, name in enumerate(["a", "b"], 5):
    requests.get(f"https://api.example.com/orders/{i}/{name}")
