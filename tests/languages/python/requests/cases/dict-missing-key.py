import requests
cfg = {"host": "api.example.com"}
requests.get(f"https://{cfg['hots']}/orders")
