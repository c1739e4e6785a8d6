import requests
requests.get("https://api.example.com/orders", params=[("a", 1), ("a", 2), ("b", "")])
