import requests
for name, sku in {"chair": "A", "table": "B"}.items():
    requests.post("https://api.example.com/items", json={"name": name, "sku": sku})
