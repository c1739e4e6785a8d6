import requests
from requests.auth import AuthBase
class TokenAuth(AuthBase):
    def __init__(self, token):
        self.token = token
    def __call__(self, r):
        r.headers["X-Token"] = self.token
        return r
requests.get("https://api.example.com/", auth=TokenAuth("abc"))
