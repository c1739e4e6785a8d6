from datetime import datetime

import requests

since = datetime(2024, 1, 1)
requests.get("https://api.example.com/orders/", params={"since": int(since.timestamp()), "until": since.now()})
