import requests
from datetime import datetime
d = datetime(2026, 1, 2)
requests.get(f"https://api.example.com/{d:%Y-%m-%d}/{d.year}")
