import requests
from datetime import datetime
requests.post("https://api.example.com/orders", json={"at": datetime.now()})
