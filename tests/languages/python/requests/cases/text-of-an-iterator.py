import requests

ids = map(str, [1, 2])
requests.get(f"https://api.example.com/orders/?ids={ids}")
