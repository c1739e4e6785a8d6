import requests
class BearerAuth(requests.auth.AuthBase):
    def __init__(self, token):
        self.token = token
    def __call__(self, r):
        r.headers["authorization"] = "Bearer " + self.token
        return r
requests.get('https://api.example.com/', auth=BearerAuth('3pVzwec1Gs1m'))
