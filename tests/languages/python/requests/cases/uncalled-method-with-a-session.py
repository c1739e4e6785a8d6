class Orders:
    def __init__(self, session):
        self.session = session

    def cancel(self, order_id):
        return self.session.patch(f"https://api.example.com/orders/cancel/{order_id}/")
