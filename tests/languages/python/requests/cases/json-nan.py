import requests
requests.post("https://api.example.com/orders", json={"a": float("nan")})
