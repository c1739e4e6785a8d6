import requests
from datetime import datetime, timezone, timedelta, date
at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone.utc)
requests.post("https://api.example.com/orders", json={"at": at.isoformat(), "d": str(date(2026, 1, 2) + timedelta(days=1)), "f": at.strftime("%Y/%m")})
