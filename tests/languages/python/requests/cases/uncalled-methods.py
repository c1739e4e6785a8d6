import requests


class OrderError(Exception):
    def shown(self):
        return "failed"


class Api:
    BASE = "https://api.example.com"

    def __init__(self, token, *, accept, timeout=10):
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"
        self.accept = accept
        self.timeout = timeout

    @property
    def base(self):
        return self.BASE + "/v1"

    def _send(self, method, path, **options):
        headers = {"Accept": self.accept}
        answer = self.session.request(method, self.base + path, headers=headers, timeout=self.timeout, **options)
        answer.raise_for_status()
        return answer.json()


class Orders(Api):
    def cancel(self, order_id, reason=None):
        return self._send("PATCH", f"/orders/cancel/{order_id}/", json={"reason": reason})

    def create(self, order):
        return self._send("POST", "/orders/", json={"order": order})

    @staticmethod
    def ping(name):
        requests.get(Api.BASE + "/ping/", params={"name": name})

    @classmethod
    def status(cls):
        requests.get(f"{cls.BASE}/status/")
