import requests
order_id = 7
requests.get("https://api.example.com/orders/" + str(order_id) + "?x=" + repr("q"))
