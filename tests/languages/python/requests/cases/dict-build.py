import requests
payload = dict(a=1, b="x")
payload.update({"c": 3}, d=4)
payload["e"] = [1]
payload["e"].append(2)
payload["e"] += [3]
payload["e"].extend((4, 5))
payload.pop("a")
payload.setdefault("f", {})["g"] = None
extra = {**payload, "z": 1} | {"y": 2}
del extra["b"]
requests.post("https://api.example.com/orders", json=extra)
