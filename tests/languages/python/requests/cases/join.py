import requests
ids = [1, 2, 3]
requests.get("https://api.example.com/orders", params={"ids": ",".join(str(i) for i in ids), "m": "|".join(map(str, ids))})
