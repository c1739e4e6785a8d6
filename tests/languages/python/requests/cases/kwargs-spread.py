import requests
options = {"headers": {"X-A": "1"}, "timeout": 5, "json": {"a": 1}}
requests.post("https://api.example.com/orders", **options)
