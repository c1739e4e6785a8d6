import requests
requests.post("https://api.example.com/orders", json={"a": 1.0, "b": 1e3, "c": 1_000, "d": -5, "e": 0x1F, "f": 12345678901234567890123, "g": 1.50, "h": 1e22, "i": True})
