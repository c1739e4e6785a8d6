import requests
def get_order(order_id="7", *args):
    return requests.get(f"https://api.example.com/orders/{order_id}")
