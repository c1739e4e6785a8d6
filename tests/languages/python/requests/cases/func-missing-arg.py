import requests
def get_order(order_id, kind):
    return requests.get(f"https://api.example.com/orders/{order_id}")
get_order()
