import requests
requests.get("https:///orders")
