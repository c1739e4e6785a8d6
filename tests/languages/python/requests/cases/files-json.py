import requests, json
requests.post("https://api.example.com/files", files={"meta": (None, json.dumps({"a": 1}), "application/json")}, json={"b": 1})
