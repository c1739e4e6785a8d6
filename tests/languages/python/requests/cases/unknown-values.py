import time
import uuid

import requests

requests.post(
    "https://api.example.com/orders",
    json={"id": str(uuid.uuid4()), "at": time.time(), "name": input("Name? ")},
    headers={"X-Request-Id": uuid.uuid4().hex},
)
