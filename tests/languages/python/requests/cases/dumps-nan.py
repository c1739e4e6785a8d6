import requests, json
requests.post("https://api.example.com/", data=json.dumps([float("inf"), float("nan")]))
