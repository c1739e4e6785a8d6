import requests


def get_order(session, order_id):
    return session.get(f"https://api.example.com/orders/{order_id}/")


def get_orders():
    return requests.get("https://api.example.com/orders/")
