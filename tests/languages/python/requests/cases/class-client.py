import requests

class OrderClient:
    base = "https://api.example.com"

    def __init__(self, token, timeout=10):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Token {token}"
        self.timeout = timeout

    def cancel(self, order):
        return self.session.patch(f"{self.base}/orders/{order}/cancel", json={"confirm": True}, timeout=self.timeout)

client = OrderClient("abc")
client.cancel("7")
