import sys

import requests

response = requests.get("https://api.example.com/orders")
if response.status_code != 200:
    sys.exit("failed")
requests.get("https://api.example.com/orders/7")
