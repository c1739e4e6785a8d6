import os

import requests

headers = {"X-A": "1"}
if os.environ.get("TOKEN"):
    headers["Authorization"] = os.environ["TOKEN"]
requests.get("https://api.example.com/orders", headers=headers)
