import requests
r = requests.get("https://api.example.com/orders")
print(r.text[:20], r.headers["Content-Type"], r.elapsed.total_seconds(), len(r.content), f"{r.status_code:d}")
with open("out.json", "w") as f:
    f.write(r.text)
assert r.status_code == 200
