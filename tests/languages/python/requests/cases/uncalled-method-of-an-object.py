import requests


class Orders:
    def __init__(self, token):
        self.token = token

    def cancel(self, order_id):
        requests.patch(f"https://api.example.com/orders/cancel/{order_id}/", headers={"X-Token": self.token})


orders = Orders("521a")
