import requests

BASE = "https://api.example.com"


def call(method, path, **options):
    answer = requests.request(method, BASE + path, headers={"Accept": "application/json"}, **options)
    answer.raise_for_status()
    return answer.json()


def get_order(order_id, fields="all"):
    return call("GET", f"/orders/{order_id}/", params={"fields": fields})


def create_order(order, *, key):
    requests.post(f"{BASE}/orders/", json=order, headers={"Idempotency-Key": key})


def shown(order):
    print(order["id"])
