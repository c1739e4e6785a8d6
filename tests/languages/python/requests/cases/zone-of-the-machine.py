from datetime import datetime, timezone

import requests

since = datetime(2024, 1, 1, tzinfo=timezone.utc)
requests.get(
    "https://api.example.com/orders",
    params={"local": since.astimezone().isoformat(), "from": since.strftime("%s"), "to": f"{since:%s}", "day": f"{since:%d}"},
)
