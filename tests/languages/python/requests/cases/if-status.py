import requests
r = requests.get("https://api.example.com/orders")
if r.status_code == 200:
    print("ok", r.json())
elif r.status_code == 404:
    print("missing")
else:
    r.raise_for_status()
