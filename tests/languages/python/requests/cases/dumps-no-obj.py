import requests, json
requests.post("https://api.example.com/orders", data=json.dumps(order_uuid="x"))
