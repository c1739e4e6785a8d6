import requests
requests.post("https://api.example.com/orders", json={"l": [x * 2 for x in range(5) if x % 2], "d": {k: v for k, v in [("a", 1)]}, "n": [[i, j] for i in "ab" for j in (1, 2)]})
