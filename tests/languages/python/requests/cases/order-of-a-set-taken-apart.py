import requests

first, second = {"open", "sent"}
requests.get("https://api.example.com/orders", params={"q": first})
