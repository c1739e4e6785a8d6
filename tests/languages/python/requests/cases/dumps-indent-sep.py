import requests, json
requests.post("https://api.example.com/", data=json.dumps({"a": [1, {}], "b": []}, indent="\t", separators=(",", ": ")))
