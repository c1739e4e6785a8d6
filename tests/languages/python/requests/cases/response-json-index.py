import requests
r = requests.get("https://api.example.com/")
for item in r.json().get("items", []):
    print(item["id"])
data = [x["id"] for x in r.json().get("items", [])]
print(len(data), sum(data), sorted(data), max(data, default=0))
