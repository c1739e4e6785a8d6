import os
import requests

name, password = os.getenv("API_USER"), os.getenv("API_PASSWORD")
requests.get(f"https://{name}:{password}@api.example.com/orders/")
requests.get("https://%s:@api.example.com/orders/" % os.getenv("API_KEY"))
requests.get(f"https://user%40a.example:{password}@api.example.com/orders/")
