import requests, functools
def deco(f):
    @functools.wraps(f)
    def inner(*a, **k):
        return f(*a, **k)
    return inner
@deco
def go(x):
    requests.get("https://api.example.com/" + x)
go("z")
