import requests, json
payload = json.loads("""{"a": [1, 2.50, "é"], "n": null}""")
requests.post("https://api.example.com/orders", json=payload)
