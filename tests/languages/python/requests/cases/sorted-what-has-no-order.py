from decimal import Decimal

import requests

[Decimal("NaN"), Decimal("NaN")].sort()
requests.get("https://api.example.com/orders/")
