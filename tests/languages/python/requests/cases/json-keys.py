import requests
requests.post("https://api.example.com/orders", json={1: "a", True: "b", None: "c", 2.5: "d"})
