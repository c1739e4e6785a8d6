import requests

session = requests.Session()
session.headers.update({"Authorization": "Bearer abc", "X-Drop": "1"})
session.params = {"v": "2"}
session.auth = ("u", "p")
r = session.get("https://api.example.com/orders", params={"page": 1}, headers={"X-Drop": None, "X-Own": "yes"})
r.raise_for_status()
for order in r.json():
    print(order["id"])
session.post("https://api.example.com/orders", json={"a": 1}, auth=("x", "y"))
