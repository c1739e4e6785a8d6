import requests


def token():
    response = requests.post("https://api.example.com/login")
    if response.ok:
        return response.json()["token"]
    raise RuntimeError("no token")


requests.get("https://api.example.com/orders", headers={"X-Token": token()})
