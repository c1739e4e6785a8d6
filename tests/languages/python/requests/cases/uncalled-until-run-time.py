import requests


def get_orders(order_ids):
    for order_id in order_ids:
        requests.get(f"https://api.example.com/orders/{order_id}/")
