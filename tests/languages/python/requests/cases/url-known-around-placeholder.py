import os

import requests

shop = os.environ["SHOP"]
requests.get(f"https://{shop}.API.example.com/orders/../items")
