import os
import httpx

name, password = os.getenv("API_USER"), os.getenv("API_PASSWORD")
httpx.get(f"https://{name}:{password}@api.example.com/orders/")
httpx.get(f"https://{name}@api.example.com/orders/")
httpx.get("https://u%40a:p%3A@api.example.com/orders/")
