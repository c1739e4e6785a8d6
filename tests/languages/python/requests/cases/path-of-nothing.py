from pathlib import Path

import requests

print(Path())
requests.get("https://api.example.com/orders/")
