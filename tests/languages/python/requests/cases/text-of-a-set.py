import requests

states = {"open", "sent"}
requests.get(f"https://api.example.com/orders/?states={states}")
