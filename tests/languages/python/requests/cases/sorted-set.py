import requests

states = {"sent", "open"}
requests.get("https://api.example.com/orders", params={"q": ",".join(sorted(states)) + str(len(set(states)))})
