import requests

states = {"open", "sent"}
requests.get("https://api.example.com/orders", params={"q": states})
