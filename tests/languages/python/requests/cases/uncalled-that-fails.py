import requests


def get_order(order_id):
    return requests.get(f"https://api.example.com/orders/{order}/")
