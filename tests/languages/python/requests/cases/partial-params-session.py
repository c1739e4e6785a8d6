import requests
s = requests.Session()
s.params["k"] = "v"
s.params.update({"drop": "1"})
s.get("https://api.example.com/", params={"drop": None})
s.get("https://api.example.com/", params="x=1")
