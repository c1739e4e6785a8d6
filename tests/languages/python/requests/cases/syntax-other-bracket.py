import requests

requests.get(
    "https://api.example.com/orders/",
    headers={"X": "1"],
)
