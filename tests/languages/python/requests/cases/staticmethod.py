import requests
class A:
    @staticmethod
    def url(p):
        return "https://api.example.com/" + p
    @property
    def base(self):
        return "x"
    @classmethod
    def make(cls):
        return cls()
requests.get(A.url("a") + A.make().base)
