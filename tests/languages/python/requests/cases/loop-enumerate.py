import requests
for i, (a, b) in enumerate(zip(["x", "y"], [1, 2]), start=1):
    if a == "y":
        continue
    requests.get("https://api.example.com/orders", params={a: b, "i": i})
