import requests, json
from datetime import date
requests.post("https://api.example.com/", data=json.dumps({"d": date(2026, 1, 2)}, default=str))
