import json, requests
requests.post("https://api.example.com/orders", data=json.dumps({"b": [1, {"c": "é"}], "a": {}, "l": []}, indent=2, sort_keys=True, ensure_ascii=False).encode("utf-8"))
