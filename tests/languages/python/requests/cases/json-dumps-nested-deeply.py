import json, requests
deep = []
for _ in range(300):
    deep = [deep]
requests.post("https://api.example.com/notes/", data=json.dumps(deep))
