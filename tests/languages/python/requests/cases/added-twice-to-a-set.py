import requests

states = set()
states.add("open")
states.add("open")
requests.post("https://api.example.com/orders", json=list(states))
