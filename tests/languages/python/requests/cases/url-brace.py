import requests
requests.get("https://api.example.com/orders/{order_id}?x={y}")
