import requests
order_id = 7
requests.get("https://api.example.com/orders/" + order_id)
