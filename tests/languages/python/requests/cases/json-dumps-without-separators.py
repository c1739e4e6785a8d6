import json, requests
body = json.dumps({"a": [1, 2.50, None, "é\x7f\""], "b": {}, "c": [], 1: True}, separators=("", ":"))
requests.post("https://api.example.com/notes/", data=body)
