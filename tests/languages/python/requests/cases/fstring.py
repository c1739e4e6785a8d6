import requests
base = "https://api.example.com"
oid, qty = "7", 3.14159
requests.get(f"{base}/orders/{oid}?q={qty:.2f}&{oid!r}&{oid:>5}&{{x}}&{qty=}")
