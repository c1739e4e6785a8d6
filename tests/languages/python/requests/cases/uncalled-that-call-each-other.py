import requests


def first(order_id, again=True):
    requests.get(f"https://api.example.com/orders/{order_id}/")
    if again is False:
        second(order_id)


def second(order_id):
    requests.get(f"https://api.example.com/others/{order_id}/")
    first(order_id)
